svb.text("van-ban/35-ct-tw",[["","","Được viện dẫn theo cách ghi này tại"]])

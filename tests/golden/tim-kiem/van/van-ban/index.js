svb.text("van-ban/index",[["","","Có toàn văn"],["","","Được viện dẫn, chưa có toàn văn"]])

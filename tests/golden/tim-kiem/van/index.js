svb.text("index",[["","","Thời hạn"],["","","Văn bản mới nhất"],["","","Được viện dẫn nhiều nhất mà chưa có"]])

svb.text("index",[["","","Việc sắp đến hạn"],["","","Văn bản mới nhất"],["","","Được viện dẫn nhiều nhất mà chưa có"]])

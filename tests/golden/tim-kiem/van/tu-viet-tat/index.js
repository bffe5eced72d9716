svb.text("tu-viet-tat/index",[["","","Theo văn bản"],["","","Thường dùng"]])

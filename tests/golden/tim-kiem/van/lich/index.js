svb.text("lich/index",[["","","Năm 2024"],["","","Tháng 9/2024"],["","","Tháng 12/2024"],["","","Định kỳ và chưa rõ ngày"]])

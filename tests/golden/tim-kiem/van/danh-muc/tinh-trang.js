svb.text("danh-muc/tinh-trang",[["","","Chưa xác minh"]])

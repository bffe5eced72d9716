svb.text("danh-muc/tinh-trang",[["","","Bị thay thế toàn bộ"],["","","Chưa xác minh"]])

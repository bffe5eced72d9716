svb.text("danh-muc/loai",[["","","Chỉ thị"],["","","Công văn"],["","","Luật"],["","","Nghị định"],["","","Quyết định"],["","","Tờ trình"]])

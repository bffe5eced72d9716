svb.text("chat-luong/index",[["","","Viện dẫn lần đầu không ghi ngày"],["","","Viện dẫn khớp với nhiều văn bản"],["","","Văn bản cần bổ sung"]])

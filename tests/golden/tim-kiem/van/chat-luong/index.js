svb.text("chat-luong/index",[["","","Viện dẫn khớp với nhiều văn bản"],["","","Viện dẫn lần đầu không ghi ngày"],["","","Văn bản cần bổ sung"]])

svb.text("chat-luong/index",[["","","Viện dẫn khớp với nhiều văn bản"],["","","Văn bản cần bổ sung"]])

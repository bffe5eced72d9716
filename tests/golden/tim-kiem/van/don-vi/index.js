svb.text("don-vi/index",[["","","Lào Cai"],["","","Tây Ninh"]])

svb.dueContents({"months":[["2024-09",1],["2024-12",2]],"recurring":1,"undated":0})

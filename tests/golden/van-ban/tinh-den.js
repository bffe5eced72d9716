svb.tinhDen("12/06/2024")

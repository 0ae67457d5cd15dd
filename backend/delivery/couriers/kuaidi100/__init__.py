"""快递100 (api.kuaidi100.com): 商家寄件 orders, 实时查询, 订阅 with pushes."""

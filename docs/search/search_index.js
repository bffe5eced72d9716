// Material asks for this where the site is opened from a folder; its own index is not used (docs/assets/search/dialog.js).
var __index = {"config": {"lang": ["vi"], "separator": "\\s", "pipeline": [], "fields": {}}, "docs": []};

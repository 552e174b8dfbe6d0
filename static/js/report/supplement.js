// Số liệu bổ sung: figures can be pasted from a spreadsheet.

import { startPasting } from "./pasting.js";

for (const form of document.querySelectorAll("main form")) startPasting(form);

// Starts the orders page.
import { startOrderList } from "@/counter/order_list.js";
import { markStarted } from "@/shared/started.js";

startOrderList();
markStarted();

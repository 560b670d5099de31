// Starts the order form at the counter.
import { startOrderForm } from "@/counter/order_form.js";
import { startLivePage } from "@/shared/live_page.js";

startLivePage([startOrderForm]);

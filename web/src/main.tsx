import { render } from "preact";
import { App } from "./app/App.tsx";
import { startRouter } from "./app/router.ts";
import { startTheme } from "./app/theme.ts";
import { start } from "./state/session.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/market.css";
import "./styles/ticker.css";
import "./styles/status.css";

startTheme();
startRouter();
start();
render(<App />, document.getElementById("app") as HTMLElement);

import {
  defaultHorzScaleBehavior,
  type IHorzScaleBehavior,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { zoneOffset } from "../lib/time.ts";

type Points = Parameters<IHorzScaleBehavior<Time>["fillWeightsForPoints"]>[0];

/**
 * A time scale over true UTC instants whose marks stand where the exchange's calendar turns: at its midnights, months and
 * hours. Shifting the instants themselves would let two hours of an autumn Sunday fall together.
 */
export class ZonedScale extends defaultHorzScaleBehavior() {
  constructor(private readonly zone: string) {
    super();
  }

  override fillWeightsForPoints(points: Points, startIndex: number): void {
    const first = Math.max(0, startIndex - 1);
    const local = points.slice(first).map((point) => {
      const at = Number(this.key(point.time));
      const shifted = (at + zoneOffset(at * 1000, this.zone) / 1000) as UTCTimestamp;
      return { ...point, time: this.convertHorzItemToInternal(shifted) };
    });
    super.fillWeightsForPoints(local, startIndex - first);
    for (let i = startIndex - first; i < local.length; i++) {
      const point = points[first + i];
      const weighed = local[i];
      if (point && weighed) point.timeWeight = weighed.timeWeight;
    }
  }
}

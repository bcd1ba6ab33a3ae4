package io.tickvox.bench;

import java.util.List;

/** Symbols that generated posts speak of. */
final class Symbols {
    private static final List<String> LARGEST = List.of(
            ("AAPL MSFT NVDA AMZN GOOGL META TSLA AVGO LLY JPM V UNH XOM MA COST HD PG JNJ NFLX BAC CRM ABBV CVX KO MRK "
                            + "ORCL WMT AMD PEP ACN LIN TMO MCD CSCO ABT ADBE PM IBM GE TXN QCOM CAT INTU VZ AMGN DIS NOW PFE "
                            + "NEE UNP SPGI CMCSA RTX LOW GS AMAT HON T ISRG ELV PGR COP BKNG TJX AXP BLK SYK ETN LMT VRTX C "
                            + "MU SCHW DE ADP REGN BSX MDT CB PLD ADI BA KLAC LRCX UPS SBUX FI GILD MMC BMY SO DUK CI INTC "
                            + "MO ZTS F GM DAL EOG AON SLB USB PNC TGT HCA EMR APD NSC")
                    .split(" "));

    private Symbols() {}

    /** The symbols of {@code count} large companies, at most 100. */
    static List<String> largest(int count) {
        return LARGEST.subList(0, count);
    }
}

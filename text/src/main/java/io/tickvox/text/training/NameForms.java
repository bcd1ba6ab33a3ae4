package io.tickvox.text.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The forms in which people write the names of the stocknet slice's companies, for measuring the linker: the official name
 * without its legal form, by the data's own table, and what everyone calls the company. Kept apart from the linker's own
 * names, so that what those lack is seen.
 */
final class NameForms {
    private static final String COMMON = """
            AAPL Apple iPhone
            GOOG Google YouTube
            FB Facebook Instagram WhatsApp
            MSFT Microsoft
            AMZN Amazon
            BABA Alibaba
            INTC Intel
            CSCO Cisco
            ORCL Oracle
            T AT&T
            VZ Verizon
            IBM IBM
            BAC Bank\\sof\\sAmerica BofA
            C Citigroup Citi
            JPM JPMorgan JP\\sMorgan
            WFC Wells\\sFargo
            GS Goldman
            HSBC HSBC
            UBS UBS
            PFE Pfizer
            MRK Merck
            JNJ Johnson\\s(?:&|&amp;|and)\\sJohnson J&J
            NVS Novartis
            SNY Sanofi
            GSK GlaxoSmithKline Glaxo
            AZN AstraZeneca
            CELG Celgene
            AMGN Amgen
            GILD Gilead
            XOM Exxon ExxonMobil
            CVX Chevron
            BP BP
            TOT Total\\sSA
            BHP BHP
            KO Coca-Cola Coca\\sCola
            PEP Pepsi PepsiCo
            MCD McDonald's McDonalds
            SBUX Starbucks
            NKE Nike
            WMT Walmart Wal-Mart
            COST Costco
            HD Home\\sDepot
            DIS Disney ESPN
            CMCSA Comcast
            TWX Time\\sWarner
            GE General\\sElectric
            BA Boeing
            UTX United\\sTechnologies
            HON Honeywell
            LMT Lockheed
            CAT Caterpillar
            DE Deere
            UPS United\\sParcel
            FDX FedEx
            MMM 3M
            TSLA Tesla
            GM General\\sMotors
            F Ford
            TM Toyota
            NFLX Netflix
            TWTR Twitter
            YHOO Yahoo
            LNKD LinkedIn
            PCLN Priceline
            EBAY eBay
            V Visa
            MA MasterCard
            PM Philip\\sMorris
            MO Altria
            BUD Anheuser-Busch Budweiser
            PG Procter
            UL Unilever
            BRK-A Berkshire
            CHTR Charter\\sCommunications
            ABB ABB
            MON Monsanto
            D Dominion
            DUK Duke\\sEnergy
            SO Southern\\sCompany
            EXC Exelon
            NEE NextEra
            UNH UnitedHealth
            MDT Medtronic
            ABBV AbbVie
            LLY Lilly
            BMY Bristol-Myers Bristol\\sMyers
            HPQ Hewlett-Packard
            SLB Schlumberger
            CHL China\\sMobile
            PTR PetroChina
            SNP Sinopec
            RDS-B Shell
            NOK Nokia
            MS Morgan\\sStanley
            PYPL PayPal
            SNAP Snapchat
            QCOM Qualcomm
            SPOT Spotify
            DB Deutsche\\sBank
            BBRY BlackBerry
            SONY Sony
            CS Credit\\sSuisse
            UBER Uber
            BCS Barclays
            AXP American\\sExpress AmEx
            ADBE Adobe
            UAA Under\\sArmour
            TMUS T-Mobile
            CRM Salesforce
            MU Micron
            GPRO GoPro
            CMG Chipotle
            """;
    private static final List<Set<String>> COMPANIES = List.of(
            Set.of("GOOG", "GOOGL"),
            Set.of("FB", "META"),
            Set.of("BRK.A", "BRK.B", "BRK-A", "BRK"),
            Set.of("RDS.A", "RDS.B", "RDS-B", "SHEL"),
            Set.of("PCLN", "BKNG"),
            Set.of("BBRY", "BB"),
            Set.of("TOT", "TTE"),
            Set.of("UTX", "RTX", "RTN"),
            Set.of("KRFT", "KHC"));

    private final Map<String, Pattern> patterns = new HashMap<>();

    private NameForms() {}

    static NameForms read(Path data) throws IOException {
        Map<String, Set<String>> forms = new HashMap<>();
        for (String line : COMMON.strip().split("\n")) {
            String[] words = line.strip().split(" ");
            Set<String> own = forms.computeIfAbsent(words[0], symbol -> new LinkedHashSet<>());
            own.addAll(List.of(words).subList(1, words.length));
        }
        for (String line : Files.readAllLines(data.resolve("stocknet/stock_table.tsv"), StandardCharsets.UTF_8)) {
            String[] fields = line.split("\t");
            if (fields.length >= 3 && fields[1].startsWith("$")) {
                String name = CompanyNames.shortened(fields[2].strip());
                forms.computeIfAbsent(fields[1].substring(1).strip(), symbol -> new LinkedHashSet<>())
                        .add(Pattern.quote(name));
            }
        }
        NameForms result = new NameForms();
        forms.forEach((symbol, own) -> result.patterns.put(
                symbol,
                Pattern.compile(
                        "(?<![A-Za-z0-9@#$/._-])(?:" + String.join("|", own) + ")(?![A-Za-z0-9/_])(?!\\.(?:com|co))")));
        return result;
    }

    /** Whether {@code text} names the company; false for companies that the table does not have. */
    boolean isNamed(String symbol, String text) {
        if (isNamedAs(symbol, text)) {
            return true;
        }
        for (Set<String> company : COMPANIES) {
            if (company.contains(symbol) && company.stream().anyMatch(other -> isNamedAs(other, text))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamedAs(String symbol, String text) {
        Pattern pattern = patterns.get(symbol);
        return pattern != null && pattern.matcher(text).find();
    }

    /** Whether both are symbols of one company. */
    boolean isSameCompany(String symbol, String other) {
        for (Set<String> company : COMPANIES) {
            if (company.contains(symbol) && company.contains(other)) {
                return true;
            }
        }
        return false;
    }
}

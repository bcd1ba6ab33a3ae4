package io.tickvox.sources.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The 30 invented companies. Names and sectors are fixed; a seed deals prices, popularity, relations and feeds. */
final class Companies {
    /** Symbol, name, legal form, sector, products. None of the symbols or names is that of a listed company. */
    private static final String[][] ROSTER = {
        {"VRDX", "Veridax", "Inc.", "Information Technology", "AI accelerator,inference chip,datacenter GPU"},
        {"QNTV", "Quontiva", "Corp.", "Information Technology", "quantum cloud,database,analytics suite"},
        {"PXLR", "Pixelarch", "Inc.", "Communication Services", "photo app,ad platform,headset"},
        {"IXNO", "Ixanova", "plc", "Information Technology", "memory fab,3nm node,sensor line"},
        {"LUMQ", "Lumiquor", "Inc.", "Information Technology", "laser module,optical switch,lidar"},
        {"NVRT", "Novirate", "Inc.", "Information Technology", "payroll software,security suite,cloud platform"},
        {"UMBX", "Umbraxis", "Corp.", "Information Technology", "firewall,threat feed,identity service"},
        {"ZPHT", "Zephtal", "Inc.", "Health Care", "phase 3 trial,weight loss drug,vaccine"},
        {"HLXO", "Helixory", "Inc.", "Health Care", "gene therapy,FDA filing,oncology pipeline"},
        {"SLVT", "Solvanta", "Corp.", "Health Care", "insulin pump,surgical robot,heart valve"},
        {"EMBQ", "Emberquay", "Inc.", "Energy", "offshore field,LNG terminal,refinery"},
        {"TRVM", "Torvamis", "Corp.", "Energy", "solar farm,battery plant,grid storage"},
        {"KLNO", "Kelnora", "Ltd.", "Energy", "shale acreage,pipeline,drilling fleet"},
        {"TDWL", "Tidewellow", "Inc.", "Utilities", "rate case,wind park,water network"},
        {"BRLW", "Brellowick", "Corp.", "Financials", "loan book,trading desk,credit card"},
        {"NRQL", "Northquill", "Group", "Financials", "brokerage app,wealth arm,insurance book"},
        {"PLHR", "Palithor", "Inc.", "Financials", "payments network,stablecoin,lending app"},
        {"DRFM", "Driftmoor", "Inc.", "Consumer Discretionary", "electric van,robotaxi,charging network"},
        {"FNDL", "Fendalia", "Inc.", "Consumer Discretionary", "sneaker line,outlet stores,loyalty app"},
        {"GLFD", "Glimmerfold", "Ltd.", "Consumer Discretionary", "streaming bundle,theme park,game studio"},
        {"QRLY", "Quarlynn", "Corp.", "Consumer Staples", "oat drink,snack brand,cola"},
        {"MSVL", "Mossvale", "Inc.", "Consumer Staples", "organic grocery,meal kit,private label"},
        {"YRMD", "Yorrimond", "Inc.", "Consumer Discretionary", "marketplace,same-day delivery,ad business"},
        {"ZNTR", "Zanthera", "Inc.", "Consumer Discretionary", "cruise ship,booking site,hotel chain"},
        {"OBLQ", "Obliqra", "Corp.", "Industrials", "drone contract,jet engine,satellite bus"},
        {"ORVX", "Orvexis", "Corp.", "Industrials", "reusable rocket,launch manifest,space station"},
        {"RVNK", "Ravenkirk", "Group", "Industrials", "rail network,container terminal,truck fleet"},
        {"XLTR", "Xeltaris", "plc", "Materials", "lithium mine,copper project,rare earth plant"},
        {"VSPL", "Vesperline", "Inc.", "Communication Services", "5G network,fiber build,podcast arm"},
        {"WDMS", "Windermoss", "Trust", "Real Estate", "data centers,warehouse REIT,cell towers"},
    };

    /** Lags, in minutes, of the companies whose mood leads, then of those whose price leads. */
    private static final int[] LEADS = {5, 10, 10, 15, 20, 30, 45, 60};

    private static final int[] FOLLOWS = {5, 10, 15, 20, 30, 30, 45, 60};

    private Companies() {}

    static List<Company> deal(long seed) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < ROSTER.length; i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(seed));
        List<Company> companies = new ArrayList<>();
        for (int i = 0; i < ROSTER.length; i++) {
            companies.add(company(seed, i, places.get(i)));
        }
        return List.copyOf(companies);
    }

    private static Company company(long seed, int index, int place) {
        String[] row = ROSTER[index];
        Dice dice = new Dice(Dice.hash(seed, 0xC0, index));
        Relation relation = Relation.NONE;
        int lag = 0;
        if (place < LEADS.length) {
            relation = Relation.SENTIMENT_LEADS;
            lag = LEADS[place];
        } else if (place < LEADS.length + FOLLOWS.length) {
            relation = Relation.PRICE_LEADS;
            lag = FOLLOWS[place - LEADS.length];
        }
        double price = StrictMath.exp(dice.between(StrictMath.log(12), StrictMath.log(420)));
        return new Company(
                index,
                row[0],
                row[1],
                row[1] + " " + row[2],
                row[3],
                index % 2 == 0 ? Company.Feed.FINNHUB : Company.Feed.YAHOO,
                relation,
                Duration.ofMinutes(lag),
                price,
                dice.between(0.0004, 0.0009),
                0.8 + dice.exponential(0.6),
                List.of(row[4].split(",")));
    }
}

package io.tickvox.text;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The weights of the linear scorer. Three logistic models share the features: whether a text has a direction, which
 * direction, and whether it is noise. The first two have weights for a word anywhere, for one that speaks of the target
 * and for one that speaks of another company; the third for a word anywhere and for one that speaks of the target.
 *
 * <p>Weights are bytes with one scale a column, kept with {@link #OFFSET} added so that none is negative; the eight of a
 * bucket lie in one {@code long}. Only buckets that have weights take memory, so that the whole stays in the caches.
 */
public final class LinearModel {
    /** The columns of weights. */
    public static final int COLUMNS = 8;

    static final int DIRECTED = 0;
    static final int POLARITY = 1;
    static final int NOISE = 2;
    static final int DIRECTED_NEAR = 3;
    static final int POLARITY_NEAR = 4;
    static final int DIRECTED_OTHER = 5;
    static final int POLARITY_OTHER = 6;
    static final int NOISE_NEAR = 7;

    /** What is added to each packed weight. */
    static final int OFFSET = 128;

    /** The packed weights of a bucket that has none. */
    private static final long NOTHING = 0x8080808080808080L;

    private static final int GROUP_BITS = 5;
    private static final int GROUP = 1 << GROUP_BITS;
    private static final int MAGIC = 0x54564C4E;

    private final String name;
    private final float[] scales;
    private final double[] biases;
    /** By output, a weight for each of the {@link Gauges}. */
    private final double[][] gauges;

    private final double directedBound;
    /** By 32 buckets, in the lower half which of them have weights, in the upper half how many of those before have. */
    private final long[] index;
    /** The packed weights of the buckets that have any, after those of all others. */
    private final long[] table;
    /** What each of {@link Gauges#place} adds to the logit of noise. */
    private final double[] noiseOfPlaces = new double[1 << Gauges.NOISE_OF_TEXT];

    private LinearModel(
            String name,
            float[] scales,
            double[] biases,
            double[][] gauges,
            double directedBound,
            long[] index,
            long[] table) {
        this.name = name;
        this.scales = scales;
        this.biases = biases;
        this.gauges = gauges;
        this.directedBound = directedBound;
        this.index = index;
        this.table = table;
        for (int place = 1; place < noiseOfPlaces.length; place++) {
            int last = Integer.numberOfTrailingZeros(place);
            noiseOfPlaces[place] = noiseOfPlaces[place & place - 1] + gauges[NOISE][last];
        }
    }

    /**
     * A model from trained weights.
     *
     * @param name name and version, kept on each mention
     * @param weights {@link #COLUMNS} columns of a weight for each bucket: directed, polarity and noise for a feature anywhere,
     *     directed and polarity near the target, directed and polarity near another company, noise near the target
     * @param biases of directed, polarity and noise
     * @param gauges of the same three, a weight for each of {@link FeatureVector#DIRECTION_GAUGES} numbers, for noise of
     *     {@link FeatureVector#NOISE_GAUGES}
     * @param directedBound the probability of a direction from which on a text is labelled with one
     */
    public static LinearModel of(
            String name, float[][] weights, double[] biases, double[][] gauges, double directedBound) {
        float[] scales = new float[COLUMNS];
        long[] table = new long[Features.BUCKETS];
        for (int column = 0; column < COLUMNS; column++) {
            float max = 1e-6f;
            for (float weight : weights[column]) {
                max = Math.max(max, Math.abs(weight));
            }
            scales[column] = max / Byte.MAX_VALUE;
            for (int bucket = 0; bucket < table.length; bucket++) {
                table[bucket] |= pack(Math.round(weights[column][bucket] / scales[column]), column);
            }
        }
        double[][] copies = {gauges[DIRECTED].clone(), gauges[POLARITY].clone(), gauges[NOISE].clone()};
        return of(name, scales, biases.clone(), copies, directedBound, table);
    }

    /** @param all the packed weights of every bucket */
    private static LinearModel of(
            String name, float[] scales, double[] biases, double[][] gauges, double directedBound, long[] all) {
        long[] index = new long[all.length >>> GROUP_BITS];
        long[] table = new long[all.length + 1];
        table[0] = NOTHING;
        int count = 0;
        for (int bucket = 0; bucket < all.length; bucket++) {
            int group = bucket >>> GROUP_BITS;
            index[group] |= (bucket & GROUP - 1) == 0 ? (long) count << GROUP : 0;
            if (all[bucket] != NOTHING) {
                index[group] |= 1L << (bucket & GROUP - 1);
                table[++count] = all[bucket];
            }
        }
        return new LinearModel(name, scales, biases, gauges, directedBound, index, Arrays.copyOf(table, count + 1));
    }

    /** This model with another bound. */
    public LinearModel withDirectedBound(double bound) {
        return new LinearModel(name, scales, biases, gauges, bound, index, table);
    }

    /** The model that comes with Tickvox; read once. */
    public static LinearModel shipped() {
        return Shipped.MODEL;
    }

    /** Name and version. */
    public String name() {
        return name;
    }

    /** The packed weights of a bucket. */
    long at(int bucket) {
        long group = index[bucket >>> GROUP_BITS];
        int present = (int) group >>> bucket & 1;
        int before = Integer.bitCount((int) group & (1 << bucket) - 1);
        return table[present * ((int) (group >>> GROUP) + before + 1)];
    }

    static int weight(long packed, int column) {
        return (int) (packed >>> (8 * column) & 0xFF) - OFFSET;
    }

    private static long pack(int weight, int column) {
        return (long) (weight + OFFSET) << (8 * column);
    }

    float scale(int column) {
        return scales[column];
    }

    double bias(int output) {
        return biases[output];
    }

    double[] gauges(int output) {
        return gauges[output];
    }

    /** What one of {@link Gauges#place} adds to the logit of noise. */
    double noiseOfPlace(int place) {
        return noiseOfPlaces[place];
    }

    double directedBound() {
        return directedBound;
    }

    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(new DeflaterOutputStream(out));
        data.writeInt(MAGIC);
        data.writeUTF(name);
        data.writeInt(Features.BITS);
        for (float scale : scales) {
            data.writeFloat(scale);
        }
        for (double bias : biases) {
            data.writeDouble(bias);
        }
        for (double[] weights : gauges) {
            for (double weight : weights) {
                data.writeDouble(weight);
            }
        }
        data.writeDouble(directedBound);
        byte[] column = new byte[Features.BUCKETS];
        for (int c = 0; c < COLUMNS; c++) {
            for (int bucket = 0; bucket < column.length; bucket++) {
                column[bucket] = (byte) weight(at(bucket), c);
            }
            data.write(column);
        }
        data.close();
    }

    /** Reads what {@link #write} wrote. */
    public static LinearModel read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(new InflaterInputStream(in));
        if (data.readInt() != MAGIC) {
            throw new IOException("Invalid model: expected a file written by 'tickvox model train'");
        }
        String name = data.readUTF();
        int bits = data.readInt();
        if (bits != Features.BITS) {
            throw new IOException("Invalid model '" + name + "': it has 2^" + bits + " buckets, expected 2^"
                    + Features.BITS + "; train it again");
        }
        float[] scales = new float[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            scales[c] = data.readFloat();
        }
        double[] biases = new double[NOISE + 1];
        for (int output = 0; output < biases.length; output++) {
            biases[output] = data.readDouble();
        }
        double[][] gauges = {new double[Gauges.DIRECTION], new double[Gauges.DIRECTION], new double[Gauges.NOISE]};
        for (double[] weights : gauges) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = data.readDouble();
            }
        }
        double directedBound = data.readDouble();
        long[] table = new long[Features.BUCKETS];
        byte[] column = new byte[table.length];
        for (int c = 0; c < COLUMNS; c++) {
            data.readFully(column);
            for (int bucket = 0; bucket < table.length; bucket++) {
                table[bucket] |= pack(column[bucket], c);
            }
        }
        return of(name, scales, biases, gauges, directedBound, table);
    }

    private static final class Shipped {
        static final LinearModel MODEL = read();

        private static LinearModel read() {
            try (InputStream in = LinearModel.class.getResourceAsStream("sentiment.model")) {
                if (in == null) {
                    throw new IllegalStateException(
                            "Cannot find resource 'sentiment.model': the text module's jar is incomplete");
                }
                return LinearModel.read(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

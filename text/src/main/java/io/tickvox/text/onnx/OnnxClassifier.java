package io.tickvox.text.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.text.classifier.CallFailure;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.Probabilities;
import io.tickvox.text.classifier.Verdict;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs a model over batches of texts, each batch as wide as its longest text. */
final class OnnxClassifier implements Classifier {
    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final int MOST_TOKENS = 512;

    private final OnnxSettings settings;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final TextTokenizer tokenizer;
    private final Direction[] directions;
    private final long padding;
    private final String output;
    private final String model;

    private OnnxClassifier(
            OnnxSettings settings,
            OrtEnvironment environment,
            OrtSession session,
            TextTokenizer tokenizer,
            Direction[] directions,
            long padding,
            String output,
            String model) {
        this.settings = settings;
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
        this.directions = directions;
        this.padding = padding;
        this.output = output;
        this.model = model;
    }

    static OnnxClassifier open(OnnxSettings settings) {
        ModelFolder folder = ModelFolder.at(Path.of(settings.folder()));
        JsonNode config = folder.config();
        Direction[] directions = Direction.of(settings.labels(), config, folder);
        Path file = folder.model();
        TextTokenizer tokenizer = TextTokenizer.of(folder, maxTokens(config));
        OrtSession session = null;
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(settings.threads());
                options.setInterOpNumThreads(1);
                session = environment.createSession(file.toString(), options);
            }
            checkInputs(session, file);
            String output = output(session, directions.length, file);
            long padding = config.path("pad_token_id").asLong(0);
            return new OnnxClassifier(
                    settings, environment, session, tokenizer, directions, padding, output, folder.version());
        } catch (OrtException e) {
            close(tokenizer, session);
            throw ModelFolder.unreadable(file, e);
        } catch (RuntimeException e) {
            close(tokenizer, session);
            throw e;
        }
    }

    private static int maxTokens(JsonNode config) {
        int positions = config.path("max_position_embeddings").asInt(MOST_TOKENS);
        return Math.max(2, Math.min(MOST_TOKENS, positions));
    }

    private static void checkInputs(OrtSession session, Path file) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        Set<String> known = Set.of(IDS, MASK, TYPES);
        if (!inputs.containsKey(IDS) || !known.containsAll(inputs.keySet())) {
            throw invalid(file, "inputs " + inputs.keySet(), "input_ids and perhaps attention_mask, token_type_ids");
        }
        for (NodeInfo input : inputs.values()) {
            if (!(input.getInfo() instanceof TensorInfo tensor)
                    || tensor.getShape().length != 2
                    || tensor.type != OnnxJavaType.INT64 && tensor.type != OnnxJavaType.INT32) {
                throw invalid(file, "input " + input, "whole numbers by text and token");
            }
        }
    }

    private static String output(OrtSession session, int labels, Path file) throws OrtException {
        String found = null;
        for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
            boolean fits = output.getValue().getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT
                    && tensor.getShape().length == 2
                    && (tensor.getShape()[1] < 0 || tensor.getShape()[1] == labels);
            if (fits && (found == null || output.getKey().equals("logits"))) {
                found = output.getKey();
            }
        }
        if (found == null) {
            throw invalid(
                    file,
                    "outputs " + session.getOutputInfo().values(),
                    "one number for each of its " + labels + " labels, by text");
        }
        return found;
    }

    private static TickvoxException invalid(Path file, String what, String expected) {
        return new TickvoxException(
                ErrorCode.INVALID_CONFIG, "Cannot use '" + file + "' with " + what + ": expected " + expected);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int batch() {
        return settings.batch();
    }

    @Override
    public List<Verdict> classify(List<String> texts) throws CallFailure {
        long[][] ids = tokenizer.ids(texts);
        int width = 1;
        for (long[] row : ids) {
            width = Math.max(width, row.length);
        }
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
                inputs.put(input.getKey(), tensor(input.getKey(), input.getValue(), ids, width));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                return verdicts((float[][]) result.get(0).getValue(), texts.size());
            }
        } catch (OrtException e) {
            throw CallFailure.lasting(
                    model + " failed: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor tensor(String name, NodeInfo input, long[][] ids, int width) throws OrtException {
        long[] values = new long[ids.length * width];
        for (int row = 0; row < ids.length; row++) {
            for (int i = 0; i < width; i++) {
                boolean inText = i < ids[row].length;
                values[row * width + i] = switch (name) {
                    case IDS -> inText ? ids[row][i] : padding;
                    case MASK -> inText ? 1 : 0;
                    default -> 0;
                };
            }
        }
        long[] shape = {ids.length, width};
        if (((TensorInfo) input.getInfo()).type == OnnxJavaType.INT64) {
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
        }
        int[] narrow = new int[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = Math.toIntExact(values[i]);
        }
        return OnnxTensor.createTensor(environment, IntBuffer.wrap(narrow), shape);
    }

    private List<Verdict> verdicts(float[][] logits, int count) throws CallFailure {
        if (logits.length != count || logits[0].length != directions.length) {
            throw CallFailure.lasting(
                    model + " gave " + logits.length + " × " + logits[0].length + " numbers for " + count
                            + " texts and " + directions.length + " labels",
                    null);
        }
        List<Verdict> verdicts = new ArrayList<>(count);
        for (float[] row : logits) {
            verdicts.add(verdict(row));
        }
        return verdicts;
    }

    private Verdict verdict(float[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double[] weights = new double[Direction.values().length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double weight = Math.exp(logits[i] - most);
            weights[directions[i].ordinal()] += weight;
            sum += weight;
        }
        if (!Double.isFinite(sum)) {
            return new Verdict.Refused(model + " gave no number for it");
        }
        return new Verdict.Judged(
                Probabilities.sentiment(
                        weights[Direction.POSITIVE.ordinal()] / sum,
                        weights[Direction.NEUTRAL.ordinal()] / sum,
                        weights[Direction.NEGATIVE.ordinal()] / sum,
                        0),
                model);
    }

    @Override
    public void close() {
        close(tokenizer, session);
    }

    private static void close(TextTokenizer tokenizer, @Nullable OrtSession session) {
        tokenizer.close();
        if (session != null) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

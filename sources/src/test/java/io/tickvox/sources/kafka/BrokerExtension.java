package io.tickvox.sources.kafka;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a broker that all of them share, one class at a time; it stops when the last has run. */
public final class BrokerExtension implements ParameterResolver {
    /** What a class of tests locks while it uses the broker. */
    public static final String BROKER = "broker";

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(BrokerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(TestBroker.class, key -> TestBroker.start(), TestBroker.class);
    }
}

package io.tickvox.app.cli;

import io.tickvox.app.runtime.Stack;
import io.tickvox.app.runtime.StackSettings;
import io.tickvox.model.TickvoxException;
import java.net.URI;

/** A stack from its start to its clean stop, whatever ends it: its work is done, a signal, a part that gives up. */
final class StackSession {
    /** What the stack is started for; returns the exit code. */
    interface Work {
        int run(Stack stack, StopRequest stop) throws Exception;
    }

    private final Console console;
    private final StackSettings settings;
    private final StopRequest stop = new StopRequest();

    StackSession(Console console, StackSettings settings) {
        this.console = console;
        this.settings = settings;
    }

    int run(Work work) throws Exception {
        Signals.onStop(number -> {
            if (stop.request(128 + number)) {
                console.err().println("Stopping: a last checkpoint is made");
            }
        });
        try (Stack stack = Stack.on(settings)) {
            Thread hook = new Thread(stack::close, "tickvox-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            stack.fault().thenAccept(fault -> {
                if (stop.request(fault.code().category().exitCode())) {
                    console.err().println("Stopping: " + fault.getMessage());
                }
            });
            int code;
            try {
                stop.interrupting(() -> {
                    stack.start(this::serving);
                    return null;
                });
                code = work.run(stack, stop);
            } catch (InterruptedException e) {
                code = stop.exitCode();
            } catch (TickvoxException e) {
                throwFault(stack);
                throw e;
            }
            throwFault(stack);
            stack.close();
            removeHook(hook);
            return stop.isRequested() ? stop.exitCode() : code;
        }
    }

    /** What a part that gave up said comes before what followed from it. */
    private static void throwFault(Stack stack) {
        if (stack.fault().isDone()) {
            throw stack.fault().join();
        }
    }

    private void serving(URI address) {
        console.err().println("Dashboard: " + address);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, and the hook finds nothing left to close.
        }
    }
}

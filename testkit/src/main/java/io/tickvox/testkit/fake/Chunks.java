package io.tickvox.testkit.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The body of an endless answer, as HTTP/1.1 sends it. */
public final class Chunks {
    private final Socket connection;
    private final OutputStream out;

    Chunks(Socket connection) throws IOException {
        this.connection = connection;
        this.out = connection.getOutputStream();
    }

    /** Sends {@code text} as one chunk. */
    public synchronized void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, bytes.length);
    }

    /** Sends half of {@code text}, in a chunk announced for all of it, and breaks the connection. */
    public synchronized void breakWithin(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(Arrays.copyOf(bytes, bytes.length / 2));
        out.flush();
        connection.close();
    }

    /** Ends the body as it should. */
    public synchronized void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}

package io.tickvox.testkit.fake;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;

/** The server's end of a WebSocket (RFC 6455), without extensions. */
public final class FakeSocket {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket connection;
    private final OutputStream out;
    private final boolean isDeaf;

    private FakeSocket(Socket connection, boolean isDeaf) throws IOException {
        this.connection = connection;
        this.out = connection.getOutputStream();
        this.isDeaf = isDeaf;
    }

    /** @param isDeaf whether pings stay unanswered */
    static FakeSocket accept(Socket connection, Request request, boolean isDeaf) throws IOException {
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accepted(request.header("sec-websocket-key")) + "\r\n\r\n";
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
        return new FakeSocket(connection, isDeaf);
    }

    private static String accepted(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public void send(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] binary) throws IOException {
        write(BINARY, binary);
    }

    /** Sends half of a message, announced as the whole, and breaks the connection. */
    public synchronized void breakWithin(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, bytes.length);
        out.write(Arrays.copyOf(bytes, bytes.length / 2));
        out.flush();
        connection.close();
    }

    /** Closes as the protocol wants it. */
    public void close(int code) throws IOException {
        write(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        connection.close();
    }

    public boolean isOpen() {
        return !connection.isClosed();
    }

    /** Gives {@code onText} what the other side says, and answers its pings, until it has gone. */
    public void read(Consumer<String> onText) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                int length = in.readUnsignedByte() & 0x7f;
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = (int) in.readLong();
                }
                byte[] mask = in.readNBytes(4);
                byte[] payload = in.readNBytes(length);
                for (int i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                if (opcode == CLOSE) {
                    connection.close();
                    return;
                } else if (opcode == PING && !isDeaf) {
                    write(PONG, payload);
                } else if (opcode == TEXT) {
                    onText.accept(new String(payload, StandardCharsets.UTF_8));
                }
            }
        } catch (EOFException e) {
            connection.close();
        }
    }

    private synchronized void write(int opcode, byte[] payload) throws IOException {
        head(opcode, payload.length);
        out.write(payload);
        out.flush();
    }

    private void head(int opcode, int length) throws IOException {
        out.write(0x80 | opcode);
        if (length < 126) {
            out.write(length);
        } else if (length < 1 << 16) {
            out.write(126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
    }
}

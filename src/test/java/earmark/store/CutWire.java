package earmark.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** A wire to a database that can be told to break at the next commit. */
final class CutWire implements AutoCloseable {
  /** Where it breaks, once: on the way there, or on the way back with the answer. */
  enum Cut {
    NOWHERE,
    BEFORE_THE_COMMIT,
    BEFORE_ITS_ANSWER
  }

  private final ServerSocket entrance;
  private final int port;
  private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NOWHERE);

  CutWire(int port) throws IOException {
    this.port = port;
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  void cutNext(Cut where) {
    cut.set(where);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        AtomicReference<Boolean> deaf = new AtomicReference<>(false);
        Thread.ofVirtual().start(() -> carry(client, server, deaf, true));
        Thread.ofVirtual().start(() -> carry(server, client, deaf, false));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void carry(Socket from, Socket to, AtomicReference<Boolean> deaf, boolean toServer) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      boolean notified = false; // what a writer says next is its commit, with or without the word
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!toServer && deaf.get()) return; // the answer is lost, and with it the connection
        String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        boolean commit = toServer && notified;
        notified = toServer && text.contains("pg_notify");
        if (commit) {
          Cut here = cut.getAndSet(Cut.NOWHERE);
          if (here == Cut.BEFORE_THE_COMMIT) return;
          if (here == Cut.BEFORE_ITS_ANSWER) deaf.set(true);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // the other end is gone
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}

/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.beamlambda.stores;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a server, passes every byte on as it is, and notes the requests. It sees what is
 * really sent, also of responses that the client does not read to their end.
 */
final class RequestTap implements AutoCloseable {

  private static final Pattern HEAD = Pattern.compile("^(GET|HEAD|PUT|POST|DELETE) (\\S+) HTTP/1");
  private static final Pattern RANGE =
      Pattern.compile("\\r\\nrange: *(\\S+)\\r\\n", Pattern.CASE_INSENSITIVE);
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket listener;
  private final int target;
  private final List<Noted> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private RequestTap(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** Listens on a port of its own, before that of a server on the loopback interface. */
  static RequestTap before(int target) throws IOException {
    RequestTap tap =
        new RequestTap(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), target);
    start(tap::accept);
    return tap;
  }

  int port() {
    return listener.getLocalPort();
  }

  List<Request> requests() {
    return requests.stream().map(Noted::request).toList();
  }

  void forget() {
    requests.clear();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "request-tap");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(server);
        Connection connection = new Connection(client, server);
        start(connection::passRequests);
        start(connection::passResponses);
      } catch (IOException e) {
        // Closed, or the server is gone: clients notice by themselves.
      }
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(RequestTap::closeQuietly);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is of no use any more, either way.
    }
  }

  private record Noted(
      String method, String path, @Nullable String range, AtomicLong responseBytes) {

    Request request() {
      return new Request(method, path, range, responseBytes.get());
    }
  }

  /** Requests of a connection follow each other: what the server sends belongs to the last one. */
  private final class Connection {

    private final Socket client;
    private final Socket server;
    private volatile AtomicLong responseBytes = new AtomicLong();

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void passRequests() {
      pass(client, server, this::note);
    }

    void passResponses() {
      pass(server, client, (buffer, length) -> responseBytes.addAndGet(length));
    }

    private void note(byte[] buffer, int length) {
      String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
      Matcher head = HEAD.matcher(text);
      if (head.find()) {
        Matcher range = RANGE.matcher(text);
        AtomicLong bytes = new AtomicLong();
        requests.add(
            new Noted(head.group(1), head.group(2), range.find() ? range.group(1) : null, bytes));
        responseBytes = bytes;
      }
    }

    private void pass(Socket from, Socket to, Observer observer) {
      byte[] buffer = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
          observer.saw(buffer, length);
          out.write(buffer, 0, length);
        }
      } catch (IOException e) {
        // One side has hung up: the other is told by closing.
      }
      closeQuietly(from);
      closeQuietly(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private interface Observer {
    void saw(byte[] buffer, int length);
  }
}

package org.allmende.bench.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends bytes as no decent client would, each request from an address of its own, so that what one
/// client may do in a minute stands in no other's way.
final class Raw {

  private static final int MOST_READ = 4 << 20;
  private static final int LONGEST = 60_000;
  private static final AtomicInteger CLIENTS = new AtomicInteger();

  private final int port;

  Raw(int port) {
    this.port = port;
  }

  /// What came back.
  ///
  /// @param status 0 where the connection was ended without an answer
  /// @param millis until the whole answer was there
  record Answer(int status, String head, String body, long millis) {

    String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }

    String all() {
      return head + "\r\n\r\n" + body;
    }
  }

  /// An address of this machine that nobody else uses.
  static String client() {
    int n = CLIENTS.incrementAndGet();
    return "127." + (16 + n / 62_500 % 100) + "." + (n / 250 % 250 + 1) + "." + (n % 250 + 1);
  }

  Answer send(byte[] request) throws IOException {
    return send(request, client());
  }

  Answer send(byte[] request, String client) throws IOException {
    long began = System.nanoTime();
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(client), 0));
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 5000);
      socket.setSoTimeout(LONGEST);
      Thread writing = Thread.ofVirtual().start(() -> write(socket, request));
      byte[] bytes = read(socket.getInputStream());
      long millis = (System.nanoTime() - began) / 1_000_000;
      writing.interrupt();
      return answer(bytes, millis);
    }
  }

  private static void write(Socket socket, byte[] request) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
    } catch (IOException _) {
      return; // it does not want to hear more
    }
  }

  /// Until the other side hangs up; one that is cut off counts as far as it came.
  private static byte[] read(InputStream in) {
    var out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = in.read(buffer); n >= 0 && out.size() < MOST_READ; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException _) {
      return out.toByteArray();
    }
    return out.toByteArray();
  }

  private static Answer answer(byte[] bytes, long millis) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!text.startsWith("HTTP/1.1 ")) {
      return new Answer(0, text, "", millis);
    }
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    String body = end < 0 ? "" : text.substring(end + 4);
    var answer = new Answer(Integer.parseInt(head.substring(9, 12)), head, body, millis);
    boolean chunked = answer.header("Transfer-Encoding").equalsIgnoreCase("chunked");
    return chunked ? new Answer(answer.status(), head, joined(body), millis) : answer;
  }

  /// A body without the lengths of its chunks, near enough to look for words and read JSON.
  private static String joined(String chunked) {
    return chunked.replaceAll("(?:\\A|\r\n)[0-9a-fA-F]{1,8}\r\n", "");
  }
}

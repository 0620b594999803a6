package org.sparksvi.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/**
 * A server that speaks the protocol of S3, in a process of its own, with one empty bucket.
 *
 * <p>Hadoop's configurations of this process know it from then on.
 */
public final class ObjectStore implements AutoCloseable {
  /** The bucket, as Hadoop names it. */
  public static final String BUCKET = "s3a://runs";

  private static final String CONFIGURATION = "object-store.xml";
  private static final String PORT = "object.store.port";
  private static final int WAIT_SECONDS = 60;
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final int port;

  private ObjectStore(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a server whose settings and log are in a directory; its objects are in its memory. */
  public static ObjectStore start(Path directory) throws IOException {
    Path jar = Path.of(System.getProperty("project.root"), "target", "s3proxy", "s3proxy.jar");
    int port = freePort();
    Path settings =
        Files.writeString(
            directory.resolve("s3proxy.properties"),
            """
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.authorization=none
            jclouds.provider=transient-nio2
            jclouds.identity=unused
            jclouds.credential=unused
            jclouds.filesystem.basedir=unused
            """
                .formatted(port));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-DLOG_LEVEL=warn",
                "-jar",
                jar.toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("s3proxy.log").toFile())
            .start();
    ObjectStore store = new ObjectStore(process, port);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    store.makeBucket();
    System.setProperty(PORT, Integer.toString(port));
    Configuration.addDefaultResource(CONFIGURATION);
    return store;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void makeBucket() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/runs".formatted(port)))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (true) {
      try {
        int status = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
        if (status == 200) {
          return;
        }
        throw new IOException("the bucket must be made, but the answer was " + status);
      } catch (java.net.ConnectException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw e;
        }
        pause();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Begins a command in a process of its own that finds the store. */
  public CommandProcess begin(Path directory, String... command) throws IOException {
    try (InputStream settings = ObjectStore.class.getResourceAsStream("/" + CONFIGURATION)) {
      Files.createDirectories(directory);
      Files.copy(settings, directory.resolve("core-site.xml"), StandardCopyOption.REPLACE_EXISTING);
    }
    return CommandProcess.begin(directory, List.of("-D" + PORT + "=" + port), command);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

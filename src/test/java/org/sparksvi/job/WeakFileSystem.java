package org.sparksvi.job;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * Local files, by paths of the scheme {@code weak}, behind a connection that is slow, and for a
 * while now and then gone, as a {@link Weather} says.
 */
public final class WeakFileSystem extends RawLocalFileSystem {
  private static final AtomicReference<Optional<Weather>> WEATHER =
      new AtomicReference<>(Optional.empty());

  /**
   * What happens to operations from the first block on that is read: outages while it trains, and
   * one as the model is published.
   */
  static final class Weather implements AutoCloseable {
    private static final int WHILE_TRAINING = 2;
    private static final long OUTAGE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int BETWEEN = 30; // operations
    private static final long SLOW_MICROS = 1500;

    private long operations = -1; // none yet that count
    private int outages;
    private boolean publishing;
    private long until;
    private int refused;
    private int refusedBlocks;

    /** From now to its closing. */
    static Weather begin() {
      Weather weather = new Weather();
      WEATHER.set(Optional.of(weather));
      return weather;
    }

    private synchronized void operation(Path path, boolean reads) throws IOException {
      boolean block = reads && path.getName().startsWith("part-");
      if (operations < 0 && !block) {
        return;
      }
      long now = System.nanoTime();
      boolean publication = !publishing && path.getParent().getName().equals("model");
      publishing |= publication;
      if (publication || (++operations % BETWEEN == 0 && outages < WHILE_TRAINING)) {
        outages++;
        until = now + OUTAGE_NANOS;
      }
      if (outages > 0 && now - until < 0) {
        refused++;
        refusedBlocks += block ? 1 : 0;
        throw new IOException("the file system does not answer");
      }
    }

    synchronized int outages() {
      return outages;
    }

    synchronized int refused() {
      return refused;
    }

    synchronized int refusedBlocks() {
      return refusedBlocks;
    }

    @Override
    public void close() {
      WEATHER.set(Optional.empty());
    }
  }

  @Override
  public URI getUri() {
    return URI.create("weak:///");
  }

  @Override
  public String getScheme() {
    return "weak";
  }

  private static void weather(Path path, boolean reads) throws IOException {
    Optional<Weather> weather = WEATHER.get();
    if (weather.isPresent()) {
      weather.get().operation(path, reads);
      try {
        TimeUnit.MICROSECONDS.sleep(Weather.SLOW_MICROS);
      } catch (InterruptedException e) {
        throw new java.io.InterruptedIOException();
      }
    }
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    weather(path, true);
    return super.open(path, bufferSize);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress)
      throws IOException {
    weather(path, false);
    return super.append(path, bufferSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    weather(to, false);
    return super.rename(from, to);
  }
}

package org.sparksvi.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.sparksvi.store.HadoopFiles;

/**
 * The log of this process: warnings of Spark and everything of ours, in a file and not on the
 * screen.
 *
 * <p>It begins as a temporary file, because a command may end before it knows its run directory.
 * From then on it is that directory's {@code log.txt}, behind what earlier sessions left there; on
 * file systems other than the local one it is copied there at the end.
 */
final class RunLog {
  /** Characters that could command a terminal, or turn the order of a line; not ends of lines. */
  private static final String COMMANDS =
      "[\u0001-\b\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]";

  private static final String USER_INFO =
      "://[^/ \"':@]*:[^/ \"']*@|(?<!abfss?|wasbs?)://[^/ \"':@]*@";

  /** What others say, also in stack traces, without those and without passwords of URIs. */
  private static final String PATTERN =
      "%%d{ISO8601} %%-5p %%c{1}: %%replace{%%replace{%%m%%n%%ex}{%s}{?}}{%s}{://}"
          .formatted(COMMANDS, USER_INFO);

  private static final Logger LOG = LogManager.getLogger("org.sparksvi");

  private Path file;
  private Optional<Remote> remote = Optional.empty();
  private volatile boolean attached;
  private final Thread removal; // where a signal ends the process

  private RunLog(Path file) {
    this.file = file;
    this.removal = new Thread(() -> remove(file), "svi-log");
  }

  /** Removes a temporary file that is no run's, and that nobody was told of. */
  private void remove(Path temporary) {
    try {
      if (!attached) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}", temporary, e);
    }
  }

  /** Where the log goes at the end. */
  private record Remote(FileSystem fs, org.apache.hadoop.fs.Path path) {}

  /** Sends all logging of this process to a new temporary file. */
  static RunLog start() {
    try {
      Path file = Files.createTempFile("svi-", ".log");
      Configurator.reconfigure(toFile(file));
      RunLog log = new RunLog(file);
      Runtime.getRuntime().addShutdownHook(log.removal);
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file for the log", e);
    }
  }

  private static BuiltConfiguration toFile(Path file) {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setStatusLevel(Level.OFF);
    builder.add(
        builder
            .newAppender("file", "File")
            .addAttribute("fileName", file.toString())
            .addAttribute("append", true)
            .add(
                builder
                    .newLayout("PatternLayout")
                    .addAttribute("charset", "UTF-8")
                    .addAttribute("pattern", PATTERN)
                    .addAttribute("alwaysWriteExceptions", false)));
    builder.add(builder.newLogger("org.sparksvi", Level.INFO));
    builder.add(builder.newRootLogger(Level.WARN).add(builder.newAppenderRef("file")));
    return builder.build();
  }

  /** The file that holds the log while the process runs. */
  Path file() {
    return file;
  }

  void info(String message) {
    LOG.info(message);
  }

  void failure(Failure failure, Throwable thrown) {
    LOG.error("exit code {}: {}", failure.code().code(), failure.message(), thrown);
  }

  /** From now on the log is that of a run. */
  void attach(FileSystem fs, org.apache.hadoop.fs.Path log) throws IOException {
    attached = true;
    FileSystem plain = HadoopFiles.plain(fs);
    if (!HadoopFiles.isLocal(plain)) {
      remote = Optional.of(new Remote(plain, log));
      Configurator.reconfigure(toFile(file)); // Spark's start may have taken the logging over
      return;
    }
    Path before = file;
    Path target = Path.of(log.toUri().getPath());
    if (target.equals(before)) {
      Configurator.reconfigure(toFile(target)); // likewise
      return;
    }
    Configurator.reconfigure(quiet());
    Files.write(
        target,
        Files.readAllBytes(before),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        LinkOption.NOFOLLOW_LINKS);
    file = target;
    Configurator.reconfigure(toFile(target));
    Files.delete(before);
  }

  /** Whether the log is that of a run. */
  boolean attached() {
    return attached;
  }

  /** Ends logging; the file stays only where it is that of a run, or is to be kept. */
  void close(boolean keep) {
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
    } catch (IllegalStateException e) {
      LOG.debug("the process is ending", e);
    }
    Configurator.reconfigure(quiet());
    try {
      if (remote.isPresent()) {
        upload(remote.get());
      }
      if (!keep && (remote.isPresent() || !attached)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the log cannot be put away: " + file, e);
    }
  }

  private void upload(Remote to) throws IOException {
    byte[] before = to.fs().exists(to.path()) ? readAll(to) : new byte[0];
    HadoopFiles.writeAtomically(
        to.fs(),
        to.path(),
        out -> {
          out.write(before);
          Files.copy(file, out);
        });
  }

  private static byte[] readAll(Remote from) throws IOException {
    try (InputStream in = from.fs().open(from.path())) {
      return in.readAllBytes();
    }
  }

  private static BuiltConfiguration quiet() {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.setStatusLevel(Level.OFF);
    builder.add(builder.newRootLogger(Level.OFF));
    return builder.build();
  }
}

package org.sparksvi.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparksvi.config.ConfigurationException;
import org.sparksvi.run.ConfiguredPath;
import org.sparksvi.store.Attempt;
import org.sparksvi.store.HadoopFiles;
import org.sparksvi.store.RunDirectory;

/**
 * A place that a command writes to, outside of every run.
 *
 * @param option that names it
 * @param text as people wrote it
 * @param fileSystem without checksum files where it is local
 * @param path of the place
 */
record Output(String option, String text, FileSystem fileSystem, Path path) {

  /** Writes to a path where nothing is. */
  @FunctionalInterface
  interface Writing<T> {
    T to(Path aside) throws IOException;
  }

  /** The path that an option names, where nothing may be yet. */
  static Output requireAbsent(String option, String text, Configuration hadoop) {
    Output output = of(option, text, hadoop);
    try {
      if (output.fileSystem.exists(output.path)) {
        throw output.exists(null);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
  }

  /**
   * The path that an option names, where nothing may be but a picture that this program drew.
   *
   * @param isOurs tells by the first bytes of a file
   */
  static Output requirePicture(
      String option, String text, Configuration hadoop, int bytes, Predicate<byte[]> isOurs) {
    Output output = of(option, text, hadoop);
    try {
      FileStatus status = output.fileSystem.getFileStatus(output.path);
      if (!HadoopFiles.isPlainFile(output.fileSystem, status)) {
        throw new ConfigurationException(
            "%s must name a file, but %s is none".formatted(option, text));
      }
      try (InputStream in = output.fileSystem.open(output.path)) {
        if (!isOurs.test(in.readNBytes(bytes))) {
          throw new ConfigurationException(
              "%s replaces only pictures that svi drew, but %s is another file"
                  .formatted(option, text));
        }
      }
    } catch (FileNotFoundException e) {
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
    return output;
  }

  private static Output of(String option, String text, Configuration hadoop) {
    Path path = ConfiguredPath.of(option, text);
    try {
      FileSystem fs = HadoopFiles.of(path, hadoop);
      Optional<Path> run = RunDirectory.around(fs, path);
      if (run.isPresent()) {
        throw new ConfigurationException(
            "%s must not be in a run directory, but %s is in %s"
                .formatted(option, text, run.get()));
      }
      return new Output(option, text, fs, path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + text, e);
    }
  }

  /** Writes the output aside, and puts it in its place once it is whole. */
  <T> T write(Writing<T> writing) {
    try (Attempt attempt = Attempt.begin(fileSystem, path)) {
      T made = writing.to(attempt.path());
      attempt.publish();
      return made;
    } catch (FileAlreadyExistsException e) {
      throw exists(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + text, e);
    }
  }

  /** Puts a picture there. */
  void replace(byte[] picture) {
    try (Attempt attempt = Attempt.replacing(fileSystem, path)) {
      HadoopFiles.writeAtomically(fileSystem, attempt.path(), picture);
      attempt.publish();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + text, e);
    }
  }

  private ConfigurationException exists(Exception cause) {
    return new ConfigurationException(
        "%s must name a path where nothing is, but %s exists".formatted(option, text), cause);
  }
}

package org.sparksvi.store;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.commons.io.output.CloseShieldOutputStream;
import org.apache.commons.io.output.CountingOutputStream;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.sparksvi.format.Checksums;

/**
 * Files of an object store: one appears when its stream is closed, whole, in the place of what was
 * there, or not at all; a rename copies and deletes file by file.
 *
 * <p>A file system says so of itself, as {@code s3a} does.
 */
final class ObjectFiles {
  private static final String ONLY_NEW =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private ObjectFiles() {}

  /** Whether the files at a path are of this kind. */
  static boolean are(FileSystem fs, Path path) throws IOException {
    return fs.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM);
  }

  /** Whether of several processes that create a file at a path only one can. */
  static boolean areExclusive(FileSystem fs, Path path) throws IOException {
    return fs.hasPathCapability(path, ONLY_NEW);
  }

  /** Writes a file in the place of what may be there. */
  static HadoopFiles.Written put(FileSystem fs, Path path, HadoopFiles.Content content)
      throws IOException {
    MessageDigest digest = Checksums.sha256();
    FSDataOutputStream file = fs.create(path, true);
    try {
      CountingOutputStream out =
          new CountingOutputStream(
              new DigestOutputStream(CloseShieldOutputStream.wrap(file), digest));
      content.writeTo(out);
      out.flush();
      FencedFileSystem.check(fs); // what is written long after its creation appears only now
      file.close();
      return new HadoopFiles.Written(out.getByteCount(), Checksums.hex(digest));
    } catch (IOException | RuntimeException e) {
      abort(file);
      throw e;
    }
  }

  private static void abort(FSDataOutputStream file) throws IOException {
    file.abort();
    file.close();
  }

  /** Writes a file that is not there; false where it is. */
  static boolean createNew(FileSystem fs, Path path, byte[] bytes) throws IOException {
    try (OutputStream file =
        (OutputStream)
            fs.createFile(path).recursive().overwrite(false).must(ONLY_NEW, true).build()) {
      file.write(bytes);
    } catch (IOException e) {
      if (!fs.exists(path)) {
        throw e;
      }
      return holds(fs, path, bytes); // the answer to a request that was repeated
    }
    return true;
  }

  private static boolean holds(FileSystem fs, Path path, byte[] bytes) throws IOException {
    try (FSDataInputStream in = fs.open(path)) {
      return Arrays.equals(bytes, in.readNBytes(bytes.length + 1));
    }
  }
}

package org.sparksvi.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.sparksvi.format.Checksums;

/**
 * A process that uses a run directory.
 *
 * @param host its name
 * @param processes names the space of process numbers, since containers of a host have their own;
 *     empty where the system tells none
 * @param process number
 * @param started milliseconds, as the operating system says; 0 where it does not
 */
record LockOwner(String host, String processes, long process, long started) {
  private static final Path SPACE = Path.of("/proc/self/ns/pid");

  /** This process. */
  static LockOwner here() {
    ProcessHandle process = ProcessHandle.current();
    return new LockOwner(hostName(), space(), process.pid(), startOf(process));
  }

  /** Whether this process can see that the owner is gone. */
  boolean isGone(LockOwner here) {
    return host.equals(here.host)
        && processes.equals(here.processes)
        && ProcessHandle.of(process).filter(found -> startOf(found) == started).isEmpty();
  }

  /** Digits that no other process has, in hexadecimal. */
  String digits(int count) {
    String text = "%s\n%s\n%d\n%d".formatted(host, processes, process, started);
    return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, count);
  }

  @Override
  public String toString() {
    return "process %d on %s".formatted(process, host);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String space() {
    try {
      return Files.readSymbolicLink(SPACE).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}

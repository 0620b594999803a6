package org.sparksvi.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Fingerprints are those of the standard. */
class ChecksumsTest {
  // FIPS 180-2, appendix B.1 and B.3
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String MILLION_A =
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

  @Test
  void digestsAreThoseOfTheStandard() throws IOException {
    byte[] million = "a".repeat(1_000_000).getBytes(US_ASCII);

    assertEquals(ABC, Checksums.sha256("abc".getBytes(US_ASCII)));
    assertEquals(MILLION_A, Checksums.sha256(new ByteArrayInputStream(million)));
  }
}

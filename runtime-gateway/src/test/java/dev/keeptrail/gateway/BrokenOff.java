package dev.keeptrail.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads answers of which only one that an error breaks off may have no end. */
public final class BrokenOff {
  private BrokenOff() {}

  public static String read(InputStream body) throws IOException {
    var said = new ByteArrayOutputStream();
    try (body) {
      body.transferTo(said);
    } catch (IOException broken) {
      if (!said.toString(StandardCharsets.UTF_8).contains("data: {\"error\":")) {
        throw broken;
      }
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}

package dev.keeptrail.detectors.device;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.text.LabelledDetector;
import java.util.List;

/** The detectors of this family. */
public final class DeviceDetectors {
  private static final LabelledDetector.Kind SERIAL =
      new LabelledDetector.Kind("pii.device.serial", "DEVICE_ID", 0.7, 5, 3);

  private DeviceDetectors() {}

  public static List<Detector> all() {
    return List.of(
        MacDetector.detector(),
        MobileDetector.detector(),
        LabelledDetector.of("serial", 1, SERIAL, CertificateSerial::isOne, "device"),
        UrlDetector.detector());
  }
}

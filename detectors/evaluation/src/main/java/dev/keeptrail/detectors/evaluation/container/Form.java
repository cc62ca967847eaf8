package dev.keeptrail.detectors.evaluation.container;

/** How a container writes a text. */
@FunctionalInterface
interface Form {
  Contained write(String text);
}

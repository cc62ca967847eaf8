/** Embeddings from a service over HTTP, in the forms in which such services are asked. */
@org.jspecify.annotations.NullMarked
package dev.keeptrail.detectors.embeddingservice;

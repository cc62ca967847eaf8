package dev.keeptrail.detectors;

/**
 * The parameter of a tool call that a text is a value of.
 *
 * @param tool the tool's name as the model wrote it
 * @param path JSON Pointer (RFC 6901) of the value inside the arguments
 */
public record Parameter(String tool, String path, ParameterKind kind) {}

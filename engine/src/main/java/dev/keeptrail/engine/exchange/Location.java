package dev.keeptrail.engine.exchange;

/**
 * Where a text stands in a request or response.
 *
 * @param role who speaks: {@code system}, {@code developer}, {@code user}, {@code assistant},
 *     {@code tool}, or {@code request} for texts beside the messages
 * @param index position of the message (input) or of the choice (output); -1 beside them
 * @param pointer JSON Pointer (RFC 6901) of the string in the body
 */
public record Location(Channel channel, String role, int index, String pointer) {}

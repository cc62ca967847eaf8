package dev.keeptrail.gateway.stream;

import dev.keeptrail.engine.exchange.Channel;

/**
 * Which text of an answer a piece belongs to.
 *
 * @param choice position of the choice
 * @param part position of the content part or block; 0 where a channel has only one
 */
public record ChannelKey(int choice, Channel channel, int part) {}

/** What a chat completion request and its answer look like, and where their texts stand. */
@NullMarked
package dev.keeptrail.gateway.chat;

import org.jspecify.annotations.NullMarked;

/**
 * The Model Context Protocol as the gateway governs it: its messages, and where texts and tools
 * stand in them.
 */
@NullMarked
package dev.keeptrail.gateway.mcp;

import org.jspecify.annotations.NullMarked;

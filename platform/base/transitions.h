// State machines as constexpr tables: every legal move is one line, whatever is absent is illegal.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

namespace notary {

template <typename State, typename Event>
struct Move {
  State from;
  Event on;
  State to;
};

// Where `on` leads from `from`; nullopt when the table has no such line.
template <typename State, typename Event, size_t kSize>
constexpr std::optional<State> Target(const std::array<Move<State, Event>, kSize>& moves,
                                      State from, Event on) {
  for (const Move<State, Event>& move : moves) {
    if (move.from == from && move.on == on) return move.to;
  }
  return std::nullopt;
}

// No state has two lines for one event.
template <typename State, typename Event, size_t kSize>
constexpr bool IsDeterministic(const std::array<Move<State, Event>, kSize>& moves) {
  for (size_t i = 0; i < kSize; ++i) {
    for (size_t j = i + 1; j < kSize; ++j) {
      if (moves[i].from == moves[j].from && moves[i].on == moves[j].on) return false;
    }
  }
  return true;
}

// Nothing leads out of the state.
template <typename State, typename Event, size_t kSize>
constexpr bool IsFinal(const std::array<Move<State, Event>, kSize>& moves, State state) {
  for (const Move<State, Event>& move : moves) {
    if (move.from == state) return false;
  }
  return true;
}

}  // namespace notary

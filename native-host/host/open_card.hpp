// A card with its connection, its session and what was read through it, kept for as long as its channel is of use.
#pragma once

#include "devices/card_connection.hpp"
#include "emrtd/document_session.hpp"
#include "host/card_document.hpp"
#include "host/key_watch.hpp"

#include <functional>
#include <memory>
#include <stop_token>

namespace cccd_bridge::host {

struct OpenCardOptions {
    bool allowBac = true;
    emrtd::CardAbilities abilities;  ///< learnt from an earlier session with the same card
    Bytes cardAccess;                ///< read in an earlier session with the same card
    emrtd::TimeLimits limits{};      ///< how long a file may take
};

class OpenCard {
  public:
    OpenCard(std::unique_ptr<devices::CardConnection> connection, const OpenCardOptions& options);
    OpenCard(const OpenCard&) = delete;
    OpenCard& operator=(const OpenCard&) = delete;

    emrtd::DocumentSession& session() { return session_; }
    const emrtd::DocumentSession& session() const { return session_; }
    devices::CardConnection& connection() { return *connection_; }
    CardDocument& document() { return document_; }

    /// Whether the card was asked to judge a key.
    bool keyWasPresented() const { return watch_.keyWasPresented(); }
    /// Whether it found it right.
    bool keyWasAccepted() const { return watch_.keyWasAccepted(); }
    /// Whether a request was cancelled, perhaps too late to be noticed by it: the session does nothing more.
    bool wasStopped() const { return stop_.stop_requested(); }

    /// While it lives, a request's cancel stops the session and its progress is told. A session that was stopped once
    /// stays stopped, so a cancelled card is not kept.
    class Operation {
      public:
        Operation(OpenCard& card, std::stop_token stop, emrtd::ReadProgressCallback progress);
        ~Operation();
        Operation(const Operation&) = delete;
        Operation& operator=(const Operation&) = delete;

      private:
        OpenCard& card_;
        std::stop_callback<std::function<void()>> link_;
    };

  private:
    std::stop_source stop_;
    emrtd::ReadProgressCallback progress_;
    std::unique_ptr<devices::CardConnection> connection_;
    KeyWatch watch_;
    emrtd::DocumentSession session_;  // after what it uses
    CardDocument document_;
};

}  // namespace cccd_bridge::host

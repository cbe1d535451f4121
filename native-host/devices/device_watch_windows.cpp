// Windows tells of devices by messages to a window: one that is never shown, on a thread of its own.
#include "devices/device_tree_windows.hpp"

#include <dbt.h>

#include <future>
#include <thread>
#include <utility>

namespace cccd_bridge::devices {

struct DeviceWatch::Window {
    GUID interfaceClass{};
    std::function<void()> changed;
    HWND handle = nullptr;
    std::thread thread;

    static LRESULT CALLBACK receive(HWND window, UINT message, WPARAM what, LPARAM data) {
        if (message == WM_CLOSE) {
            PostQuitMessage(0);
            return 0;
        }
        const auto* self = reinterpret_cast<const Window*>(GetWindowLongPtrW(window, GWLP_USERDATA));
        if (message == WM_DEVICECHANGE && self != nullptr &&
            (what == DBT_DEVICEARRIVAL || what == DBT_DEVICEREMOVECOMPLETE))
            self->changed();
        return DefWindowProcW(window, message, what, data);
    }

    bool open() {
        WNDCLASSW kind{};
        kind.lpfnWndProc = receive;
        kind.hInstance = GetModuleHandleW(nullptr);
        kind.lpszClassName = L"CCCD Bridge devices";
        // The second watch finds the class registered.
        RegisterClassW(&kind);
        handle = CreateWindowExW(0, kind.lpszClassName, nullptr, 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr, kind.hInstance,
                                 nullptr);
        if (handle == nullptr) return false;
        SetWindowLongPtrW(handle, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
        DEV_BROADCAST_DEVICEINTERFACE_W filter{};
        filter.dbcc_size = sizeof(filter);
        filter.dbcc_devicetype = DBT_DEVTYP_DEVICEINTERFACE;
        filter.dbcc_classguid = interfaceClass;
        return RegisterDeviceNotificationW(handle, &filter, DEVICE_NOTIFY_WINDOW_HANDLE) != nullptr;
    }

    void serve(std::promise<void> ready) {
        const bool opened = open();
        ready.set_value();
        MSG message{};
        while (opened && GetMessageW(&message, nullptr, 0, 0) > 0) DispatchMessageW(&message);
        if (handle != nullptr) DestroyWindow(handle);
    }
};

DeviceWatch::DeviceWatch(const GUID& interfaceClass, std::function<void()> changed)
    : window_(std::make_unique<Window>()) {
    window_->interfaceClass = interfaceClass;
    window_->changed = std::move(changed);
    std::promise<void> ready;
    const auto opened = ready.get_future();
    window_->thread =
        std::thread([window = window_.get(), ready = std::move(ready)]() mutable { window->serve(std::move(ready)); });
    opened.wait();
}

DeviceWatch::~DeviceWatch() {
    if (window_->handle != nullptr) PostMessageW(window_->handle, WM_CLOSE, 0, 0);
    window_->thread.join();
}

}  // namespace cccd_bridge::devices

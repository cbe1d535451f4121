# What the host's Linux packages hold, and the deb made of it (CPack). The tarball is the same tree (installer/package).
find_program(GZIP_PROGRAM gzip REQUIRED)
set(linux_source "${CMAKE_SOURCE_DIR}/installer/linux")
set(policy_source "${CMAKE_SOURCE_DIR}/installer/policies")
set(linux_output "${CMAKE_BINARY_DIR}/installer")
set(doc_directory share/doc/cccd-bridge)

# --- the program --------------------------------------------------------------------------------------------------
set(CCCD_HOST_PATH /usr/bin/cccd-bridge)
install(TARGETS cccd-bridge RUNTIME DESTINATION bin)
install(DIRECTORY DESTINATION /etc/cccd-bridge/anchors)

# --- native manifests: one text for the Chromium family, one for Firefox ---------------------------------------------
list(TRANSFORM CCCD_CHROME_EXTENSION_IDS REPLACE "(.+)" "\"chrome-extension://\\1/\"" OUTPUT_VARIABLE CCCD_ALLOWED_ORIGINS)
list(JOIN CCCD_ALLOWED_ORIGINS ", " CCCD_ALLOWED_ORIGINS)
list(TRANSFORM CCCD_FIREFOX_EXTENSION_IDS REPLACE "(.+)" "\"\\1\"" OUTPUT_VARIABLE CCCD_ALLOWED_EXTENSIONS)
list(JOIN CCCD_ALLOWED_EXTENSIONS ", " CCCD_ALLOWED_EXTENSIONS)
foreach(family chromium firefox)
  configure_file("${linux_source}/native-manifests/${family}.json.in" "${linux_output}/${family}/vn.cccdbridge.host.json" @ONLY)
endforeach()
# Brave and Cốc Cốc look where Chrome does; Firefox ESR where Firefox does.
foreach(browser opt/chrome opt/edge chromium)
  install(FILES "${linux_output}/chromium/vn.cccdbridge.host.json" DESTINATION /etc/${browser}/native-messaging-hosts)
endforeach()
install(FILES "${linux_output}/firefox/vn.cccdbridge.host.json" DESTINATION lib/mozilla/native-messaging-hosts)

# --- examples of browser policies ------------------------------------------------------------------------------------
list(GET CCCD_CHROME_EXTENSION_IDS 0 CCCD_EXTENSION_ID)
list(GET CCCD_FIREFOX_EXTENSION_IDS 0 CCCD_GECKO_ID)
foreach(browser chrome chromium edge brave coccoc)
  configure_file("${policy_source}/chromium.json.in" "${linux_output}/policies/${browser}.json" @ONLY)
endforeach()
configure_file("${policy_source}/firefox.json.in" "${linux_output}/policies/firefox.json" @ONLY)
install(DIRECTORY "${linux_output}/policies" DESTINATION ${doc_directory}/examples)
install(FILES "${policy_source}/README.md" DESTINATION ${doc_directory}/examples/policies)

# --- rights ----------------------------------------------------------------------------------------------------------
file(READ "${CMAKE_SOURCE_DIR}/schemas/scanner-quirks.json" quirks)
string(JSON quirk_count LENGTH "${quirks}" scanners)
math(EXPR last_quirk "${quirk_count} - 1")
set(serial_vendors "")
foreach(index RANGE ${last_quirk})
  string(JSON modes GET "${quirks}" scanners ${index} modes)
  if(modes MATCHES "serial")
    string(JSON vendor GET "${quirks}" scanners ${index} vendorId)
    list(APPEND serial_vendors "${vendor}")
  endif()
endforeach()
list(JOIN serial_vendors "|" CCCD_SERIAL_SCANNER_VENDORS)
configure_file("${linux_source}/udev/70-cccd-bridge-scanners.rules.in" "${linux_output}/70-cccd-bridge-scanners.rules" @ONLY)
install(FILES "${linux_output}/70-cccd-bridge-scanners.rules" DESTINATION lib/udev/rules.d)
install(PROGRAMS "${linux_source}/udev/is-scanner" DESTINATION libexec/cccd-bridge)
install(FILES "${linux_source}/polkit/50-cccd-bridge.rules" DESTINATION share/polkit-1/rules.d)

# --- documentation ---------------------------------------------------------------------------------------------------
string(TIMESTAMP CCCD_PACKAGE_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC) # SOURCE_DATE_EPOCH, where it is set
string(TIMESTAMP CCCD_PACKAGE_DAY "%Y-%m-%d" UTC)
# install_compressed(INPUT NAME DESTINATION): a text with this build's values, packed without a name or date.
function(install_compressed input name destination)
  configure_file("${input}" "${linux_output}/${destination}/${name}" @ONLY)
  execute_process(COMMAND "${GZIP_PROGRAM}" -9nf "${linux_output}/${destination}/${name}" COMMAND_ERROR_IS_FATAL ANY)
  install(FILES "${linux_output}/${destination}/${name}.gz" DESTINATION ${destination})
endfunction()
install_compressed("${linux_source}/deb/changelog.in" changelog ${doc_directory})
install_compressed("${linux_source}/man/cccd-bridge.1.in" cccd-bridge.1 share/man/man1)
install_compressed("${linux_source}/man/cccd-bridge.vi.1.in" cccd-bridge.1 share/man/vi/man1)
install(FILES "${linux_source}/deb/copyright" DESTINATION ${doc_directory})
install(FILES "${linux_source}/deb/lintian-overrides" DESTINATION share/lintian/overrides RENAME cccd-bridge)

# --- the deb ---------------------------------------------------------------------------------------------------------
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME cccd-bridge)
set(CPACK_PACKAGE_VENDOR "CCCD Bridge")
set(CPACK_PACKAGE_CONTACT "CCCD Bridge maintainers <maintainers@cccdbridge.vn>")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE https://cccdbridge.vn)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "pcscd, libccid")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "reader of Vietnamese chip identity cards for the browser
The program that the CCCD Bridge browser extension starts: it reads and
verifies the Vietnamese chip identity card over PC/SC, and bar code scanners.
It opens no port, keeps nothing personal on disk and runs only while a
browser uses it. Browsers find it by the manifests in this package.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${linux_source}/deb/conffiles" "${linux_source}/deb/postinst" "${linux_source}/deb/postrm")
include(CPack)

# The Debian package: `cpack --config build/CPackConfig.cmake` leaves physio-kiosk_VERSION_amd64.deb.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME physio-kiosk)
set(CPACK_PACKAGE_VENDOR "physio-kiosk")
set(CPACK_PACKAGE_CONTACT "the physio-kiosk maintainers <maintainers@physio-kiosk.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
# The first line is the project's own description.
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Plays stretch and strengthening videos with a hold timer, walks patients
through a check for warning signs and prints a page to take home. Starts on
boot, straight on the screen, and needs no network. Staff change what it
says by editing a folder of text files.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

# What no program is linked to, so that the list above cannot know it.
set(depends
    fonts-lato               # Latin letters
    fonts-noto-core          # Arabic, Hindi and most other scripts
    libegl1 libgbm1 libgl1 libgles2 # SDL opens them when it draws straight on the screen
    libgl1-mesa-dri          # the drivers below them
    libvlc-bin               # keeps VLC's list of plug-ins
    udev                     # names the screen's device, tells of touch panels that come and go
    vlc-plugin-base)         # VLC's file readers and decoders
set(recommends
    cups cups-client cups-filters ghostscript # the page to take home
    fonts-noto-cjk           # Chinese, Japanese and Korean: large, and not for every clinic
    ipp-usb)                 # printers on USB that need no driver
list(JOIN depends ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
list(JOIN recommends ", " CPACK_DEBIAN_PACKAGE_RECOMMENDS)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "")
foreach(script IN ITEMS postinst prerm postrm)
    list(APPEND CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/systemd/package/debian/${script})
endforeach()
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
